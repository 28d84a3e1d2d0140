/** A change of some fields; an explicit `undefined`, which zod's partial types allow, says nothing. */
export type Changes<Fields> = { readonly [Field in keyof Fields]?: Fields[Field] | undefined };

/** The fields laid over the former ones, but for those that say nothing. */
export function withChanges<Fields extends object>(former: Fields, changes: Changes<Fields>): Fields {
  const said = Object.entries(changes).filter(([, value]) => value !== undefined);
  // Only fields of `Fields` with a value of their own type are left.
  return { ...former, ...(Object.fromEntries(said) as Partial<Fields>) };
}
