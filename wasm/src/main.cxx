// One executable, one pipeline a call: the first argument names it, input 0 holds its options as JSON,
// inputs 1, 2, ... its images or streams. itk-wasm calls main() again and again in one instance.

#include "memory_io.h"
#include "pipelines.h"

#include "itkMultiThreaderBase.h"

#include <cstdio>
#include <exception>

int main(int argc, char ** argv)
{
  // One thread: the same bytes on every machine, and no need for shared memory.
  itk::MultiThreaderBase::SetGlobalDefaultThreader(itk::MultiThreaderBase::ThreaderEnum::Platform);
  itk::MultiThreaderBase::SetGlobalMaximumNumberOfThreads(1);
  itk::MultiThreaderBase::SetGlobalDefaultNumberOfThreads(1);

  int exitCode = 1;
  try
  {
    if (argc != 2)
      throw std::invalid_argument("exactly one argument is needed, the pipeline's name");
    postop::RunPipeline(argv[1], postop::Options(postop::ReadText(0)));
    exitCode = 0;
  }
  catch (const std::exception & error) // itk::ExceptionObject is one
  {
    std::fprintf(stderr, "%s\n", error.what());
  }
  catch (...)
  {
    std::fprintf(stderr, "an exception that is not a std::exception\n");
  }
  postop::ReleaseInputs();
  return exitCode;
}
