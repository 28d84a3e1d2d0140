/** As a form offers them; a file whose patient said none has none. */
export const SEXES = [
  { value: 'female', label: 'Femme' },
  { value: 'male', label: 'Homme' },
] as const;
