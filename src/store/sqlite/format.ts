// What marks a file as ours, and which form it has.

/** In the file's header, at byte 68: "DMRC". */
export const APPLICATION_ID = 0x444d5243;
/** In the file's header, at byte 60. Raised when a file that an older Demarche wrote can no longer be served. */
export const FORMAT_VERSION = 1;
