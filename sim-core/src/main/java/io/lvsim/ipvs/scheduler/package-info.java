/** One scheduler a file, as the kernel's ip_vs_NAME.c. */
@org.jspecify.annotations.NullMarked
package io.lvsim.ipvs.scheduler;
