/** How unlikely it is to see so many where so few are usual. Pure. */

/** The chance of `count` or more when `mean` are expected. */
export const poissonTail = (count: number, mean: number): number => {
  if (count <= 0) return 1;
  if (mean <= 0) return 0;
  // The first term in logarithms, since factorials overflow; the others fall from it.
  let term = Math.exp(count * Math.log(mean) - mean - logFactorial(count));
  let sum = term;
  for (let next = count + 1; next < count + 2_000 && term > sum * 1e-12; next += 1) {
    term *= mean / next;
    sum += term;
  }
  return Math.min(1, sum);
};

const logFactorial = (count: number): number => {
  let sum = 0;
  for (let each = 2; each <= count; each += 1) sum += Math.log(each);
  return sum;
};
