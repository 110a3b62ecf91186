import { describeError, type ErrorMapper } from '@fairdue/http';

/** `{ error, error_description }`, as RFC 6749 5.2 has it. Its codes are ours with underscores. */
export const oauthErrors: ErrorMapper = (error) => {
  const { status, code, detail, headers } = describeError(error);
  return {
    status,
    headers: { ...headers, ...(status === 401 && { 'www-authenticate': 'Basic realm="Fairdue"' }) },
    body: { error: code.replaceAll('-', '_'), error_description: detail },
  };
};
