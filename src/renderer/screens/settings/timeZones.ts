/** Where France's clocks differ; legal days are counted in the practice's own zone. */
export const timeZones = [
  { value: 'Europe/Paris', label: 'Métropole (Paris)' },
  { value: 'America/Guadeloupe', label: 'Guadeloupe, Saint-Martin, Saint-Barthélemy' },
  { value: 'America/Martinique', label: 'Martinique' },
  { value: 'America/Cayenne', label: 'Guyane' },
  { value: 'Indian/Reunion', label: 'La Réunion' },
  { value: 'Indian/Mayotte', label: 'Mayotte' },
  { value: 'America/Miquelon', label: 'Saint-Pierre-et-Miquelon' },
  { value: 'Pacific/Noumea', label: 'Nouvelle-Calédonie' },
  { value: 'Pacific/Tahiti', label: 'Polynésie (Tahiti)' },
  { value: 'Pacific/Wallis', label: 'Wallis-et-Futuna' },
];
