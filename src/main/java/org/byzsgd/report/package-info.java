/**
 * From numbers to pictures and tables: curves over seeds as SVG and PNG, tables as text, Markdown
 * and CSV, and the verdict on a rule under attack. Pure functions: equal input gives equal bytes;
 * nothing here reads a file, a clock, a locale or a random number.
 */
package org.byzsgd.report;
