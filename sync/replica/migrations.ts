// What a document of an older version becomes, by collection and by the version that it becomes one of. A collection
// whose version was raised without a line here keeps its documents as they are.
export type Document = Readonly<Record<string, unknown>>;

/** Of a document of the version before; null: it is not kept. The journal's are never dropped. */
export type Strategy = (document: Document) => Document | null;

export type Migrations = Readonly<Record<string, Readonly<Record<number, Strategy>>>>;

export const MIGRATIONS: Migrations = {};
