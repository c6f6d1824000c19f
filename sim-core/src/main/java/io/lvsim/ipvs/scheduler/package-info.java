/** One scheduler a file, as the kernel's ip_vs_NAME.c; what a scheduler may see of a service. */
@org.jspecify.annotations.NullMarked
package io.lvsim.ipvs.scheduler;
