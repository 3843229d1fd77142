/** What went wrong and what to do about it, in one sentence: `main.ts` prints only the message. */
export class StackError extends Error {
  override name = 'StackError';
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The `code` of a Node or PostgreSQL error, '' where there is none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

export function diskFull(data: string): StackError {
  return new StackError(
    `The disk that holds ${data} is full: free some space, or choose another folder with --data.`,
  );
}
