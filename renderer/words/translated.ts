// The same keys with other words. A key with a plural form (`_one`, `_other`) has them in each language.
export type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> };
