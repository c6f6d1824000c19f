/** Programs that block in virtual time: one thread each, only one of which ever runs. */
@org.jspecify.annotations.NullMarked
package io.lvsim.process;
