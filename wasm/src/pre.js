// What itk-wasm asks of a module beside its exports: the texts that one call printed.
let moduleStdout = ''
let moduleStderr = ''
Module.resetModuleStdout = () => {
  moduleStdout = ''
}
Module.resetModuleStderr = () => {
  moduleStderr = ''
}
Module.getModuleStdout = () => moduleStdout
Module.getModuleStderr = () => moduleStderr
Module.print = (text) => {
  moduleStdout += `${text}\n`
}
Module.printErr = (text) => {
  moduleStderr += `${text}\n`
}
