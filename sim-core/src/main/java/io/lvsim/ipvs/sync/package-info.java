/** What master and backup of the connection synchronisation say to each other, and when. */
@org.jspecify.annotations.NullMarked
package io.lvsim.ipvs.sync;
