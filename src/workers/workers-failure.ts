/** Why a server of several processes ends by itself; the message is for the operator. */
export class WorkersFailure extends Error {}
