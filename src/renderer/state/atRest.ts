import { useEffect, useState } from 'react';

/** A choice that stays this long is looked at; arrow keys that are held down pass one every 33 ms. */
const REST_MS = 150;

/** The value once it has rested: what is asked for each of them is not asked for those that one only passes. */
export function useAtRest<Value>(value: Value): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
