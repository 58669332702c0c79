#pragma once

#include "options.h"

#include <string>

namespace postop
{

/// Runs the pipeline of that name on the inputs that lie in memory; throws where it is unknown or fails.
void RunPipeline(const std::string & name, const Options & options);

} // namespace postop
