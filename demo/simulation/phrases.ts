/** What people of the simulation write where a form asks for words. */
export const REASONS = 'Beide ouders zijn gehoord.';

const LOOKED_AT = 'Bekeken; geen bijzonderheden.';

export const POINTS = {
  identiteit: LOOKED_AT,
  eigenMening: LOOKED_AT,
  gezinEnContacten: LOOKED_AT,
  veiligheid: LOOKED_AT,
  kwetsbaarheid: LOOKED_AT,
  gezondheid: LOOKED_AT,
  onderwijs: LOOKED_AT,
} as const;
