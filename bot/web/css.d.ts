/** Vite hands a style sheet over as text when it is asked for with `?inline`. */
declare module '*.css?inline' {
  const css: string;
  export { css as default };
}
