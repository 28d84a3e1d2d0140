import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';

export interface Commune {
  /** INSEE's official geographic code. */
  readonly code: string;
  readonly name: string;
}

/** Communes of a postcode, the most peopled first; none for one that is not known. */
export function communesOf(postcode: string): readonly Commune[] {
  return communesByPostcode().get(postcode.replace(/\s/g, '')) ?? [];
}

const officialCommune = z.object({
  code: z.string(),
  nom: z.string(),
  codesPostaux: z.array(z.string()).optional(),
  population: z.number().optional(),
});

let loaded: ReadonlyMap<string, readonly Commune[]> | null = null;

/** Read at the first question: the list has 37,000 entries and takes some 0.2 s. */
function communesByPostcode(): ReadonlyMap<string, readonly Commune[]> {
  loaded ??= readCommunes();
  return loaded;
}

function readCommunes(): ReadonlyMap<string, readonly Commune[]> {
  const file = createRequire(import.meta.url).resolve('@etalab/decoupage-administratif/data/communes.json');
  // One commune a line: read so, the list costs a tenth of the memory that it takes as one document.
  const communes = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"type":"commune-actuelle"'))
    .map((line) => officialCommune.parse(JSON.parse(line.replace(/,\s*$/, ''))))
    .sort((one, other) => (other.population ?? 0) - (one.population ?? 0));
  const byPostcode = new Map<string, Commune[]>();
  for (const { code, nom, codesPostaux } of communes)
    for (const postcode of codesPostaux ?? []) {
      const sharing = byPostcode.get(postcode);
      if (sharing === undefined) byPostcode.set(postcode, [{ code, name: nom }]);
      else sharing.push({ code, name: nom });
    }
  return byPostcode;
}
