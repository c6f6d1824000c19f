/** Network interfaces of this machine: open, receive and send in batches, count, close. */
@org.jspecify.annotations.NullMarked
package io.lvsim.nic;
