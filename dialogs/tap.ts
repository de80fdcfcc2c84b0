/** What a tapped button carries: the question it belonged to and the option, so that a tap on an old one is known. */
export const tapId = (asks: string, option: string): string => `${asks}#${option}`;

/** `asks` is absent for a button that belonged to no step. */
export const readTap = (value: string): { readonly asks?: string; readonly option: string } => {
  const hash = value.lastIndexOf('#');
  return hash < 0 ? { option: value } : { asks: value.slice(0, hash), option: value.slice(hash + 1) };
};
