/** The machines of a lab, the switches and cables between them, and the faults one can make. */
@org.jspecify.annotations.NullMarked
package io.lvsim.lab;
