// What itk-wasm asks of a module beside its exports: the texts that one call printed.
var moduleStdout = ''
var moduleStderr = ''
Module['resetModuleStdout'] = function () { moduleStdout = '' }
Module['resetModuleStderr'] = function () { moduleStderr = '' }
Module['getModuleStdout'] = function () { return moduleStdout }
Module['getModuleStderr'] = function () { return moduleStderr }
Module['print'] = function (text) { moduleStdout += text + '\n' }
Module['printErr'] = function (text) { moduleStderr += text + '\n' }
