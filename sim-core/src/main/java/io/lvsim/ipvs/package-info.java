/** The director: virtual services, real servers, connections, templates, direct-route transmit. */
@org.jspecify.annotations.NullMarked
package io.lvsim.ipvs;
