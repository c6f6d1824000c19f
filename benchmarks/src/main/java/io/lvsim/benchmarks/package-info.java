/** JMH benchmarks of the packet path; docs/performance.md holds their figures. */
@org.jspecify.annotations.NullMarked
package io.lvsim.benchmarks;
