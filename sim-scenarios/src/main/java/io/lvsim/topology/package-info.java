/** What a lab is made of, as written down, and how the lab is built from it. */
@org.jspecify.annotations.NullMarked
package io.lvsim.topology;
