/** Random but valid labs, run on the simulator and on a real kernel; what differs, made small. */
@org.jspecify.annotations.NullMarked
package io.lvsim.fuzz;
