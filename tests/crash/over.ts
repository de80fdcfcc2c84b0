/** The same part with some of its calls replaced; whatever else it has, also what it gets later, stays as it is. */
export const over = <Part extends object>(part: Part, calls: Partial<Part>): Part => Object.assign(Object.create(part) as Part, calls);
