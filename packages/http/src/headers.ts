/** Headers that only our own processes may send. The gateway drops them from what clients send. */
export const requestIdHeader = 'x-request-id';
export const deadlineHeader = 'x-fairdue-deadline-ms';
export const creditorHeader = 'x-ta-creditor';
/** Of a call about several things: the traceparent of each, in their order, with commas between. */
export const tracesHeader = 'x-fairdue-traces';
export const auditHeader = 'x-ta-audit-description';
