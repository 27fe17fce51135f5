/** What Byzantine workers send: one file an attack. */
package org.byzsgd.attack;
