#pragma once

#include "memory_io.h"
#include "options.h"

#include "itkMacro.h"
#include "itkVersion.h"

#include <cstdio>
#include <cstdlib>
#include <malloc.h>
#include <unistd.h>

namespace postop
{

/// {itk}: the version of ITK that is linked in.
inline void RunVersion(const Options &)
{
  WriteText(0, std::string("{\"itk\":\"") + itk::Version::GetITKVersion() + "\"}");
}

/// {usedBytes, heapEndBytes}: what malloc has given out, and where the heap ends; to see that nothing is left behind.
inline void RunMemory(const Options &)
{
  const auto used = static_cast<size_t>(static_cast<unsigned int>(mallinfo().uordblks));
  const auto end = reinterpret_cast<size_t>(sbrk(0));
  WriteText(0, "{\"usedBytes\":" + std::to_string(used) + ",\"heapEndBytes\":" + std::to_string(end) + "}");
}

/// Fails in the way that `how` names, so that every way out of a pipeline can be tested on the shipped module.
inline void RunFail(const Options & options)
{
  const std::string how = options.Text("how");
  std::fprintf(stderr, "a line on stderr\n");
  if (how == "standard-exception")
    throw std::runtime_error("a standard exception");
  if (how == "itk-exception")
    itkGenericExceptionMacro("an ITK exception");
  if (how == "other-exception")
    throw 42;
  if (how == "memory")
  {
    auto tooLarge = Image<float>::New();
    tooLarge->SetRegions(Image<float>::SizeType{ { 1000, 1000, 1000 } });
    tooLarge->Allocate();
  }
  if (how == "exit")
    std::exit(7);
  if (how == "abort")
    std::abort();
  if (how == "trap")
    __builtin_trap();
  throw std::invalid_argument("there is no such way to fail: " + how);
}

} // namespace postop
