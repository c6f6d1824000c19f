/** Primitive tables that hold a million connections: columns, an index, an expiry wheel. */
@org.jspecify.annotations.NullMarked
package io.lvsim.ipvs.table;
