/** What captures say about an LVS-DR cluster, held against what it is configured to do. */
@org.jspecify.annotations.NullMarked
package io.lvsim.audit;
