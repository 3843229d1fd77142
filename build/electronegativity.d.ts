declare module '@doyensec/electronegativity' {
  type Issue = { id: string; file: string; sample?: string };
  type Answer = { issues: Issue[]; errors: { file: string; message: string; tolerable: boolean }[] };
  export type Run = (options: {
    input: string;
    isRelative: boolean;
    excludeFromScan: string[];
  }) => Promise<Answer>;
}
