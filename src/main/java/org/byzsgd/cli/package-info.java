/** The command line: thin commands over {@link org.byzsgd.experiment}. */
package org.byzsgd.cli;
