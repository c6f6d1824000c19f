/** The report's page, driven in a browser. */
@org.jspecify.annotations.NullMarked
package io.lvsim.page;
