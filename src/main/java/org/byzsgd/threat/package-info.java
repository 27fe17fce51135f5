/** Who lies, and when: the actual Byzantine workers, apart from what a rule is told. */
package org.byzsgd.threat;
