/** Capture files: pcapng out, pcap and pcapng in. */
@org.jspecify.annotations.NullMarked
package io.lvsim.capture;
