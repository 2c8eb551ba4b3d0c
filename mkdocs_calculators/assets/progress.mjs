/** How far Python's start is, from 0 to 1, when its files are there, and when it runs. */

export const DOWNLOADED = 0.7;
export const BOOTED = 0.95;
