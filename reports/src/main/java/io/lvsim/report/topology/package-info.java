/**
 * What a lab looks like: its machines, switches, cables and addresses, as text and as a drawing.
 */
@org.jspecify.annotations.NullMarked
package io.lvsim.report.topology;
