#pragma once

#include <string>
#include <vector>

#include <rapidjson/document.h>

namespace postop
{

/// A pipeline's options: the JSON object that comes as input 0. Every accessor throws where the option is missing or of another kind.
class Options
{
public:
  explicit Options(const std::string & json);

  double              Number(const char * name) const;
  bool                Flag(const char * name) const;
  std::string         Text(const char * name) const;
  std::vector<double> Numbers(const char * name) const;
  std::vector<int>    Integers(const char * name) const;
  bool                IsNull(const char * name) const;

private:
  const rapidjson::Value & Find(const char * name) const;

  rapidjson::Document m_Json;
};

} // namespace postop
