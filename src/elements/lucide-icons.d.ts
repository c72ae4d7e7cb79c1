/** One file per icon, so that a page without a bundler (tests, development) does not load all of Lucide's 1,700. */
declare module 'lucide/dist/esm/icons/*.mjs' {
  const icon: import('lucide').IconNode;
  export default icon;
}
