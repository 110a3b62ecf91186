import { STATUS_CODES } from 'node:http';
import { describeError } from './describe-error.ts';
import type { ErrorMapper } from './error-mapper.ts';
import { escapeHtml, htmlPage } from './page.ts';

/** For paths that people open in a browser: what went wrong is a page, in English, as nobody has said who reads it. */
export const pageErrors: ErrorMapper = (error) => {
  const { status, code, detail, headers } = describeError(error);
  const page = { language: 'en', title: STATUS_CODES[status] ?? 'Error', says: detail };
  return {
    status,
    headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
    body: htmlPage(page, `<p><code>${escapeHtml(code)}</code></p>\n`),
  };
};
