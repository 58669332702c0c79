#include "options.h"

#include <stdexcept>

namespace postop
{

namespace
{
[[noreturn]] void Refuse(const char * name, const char * kind)
{
  throw std::invalid_argument(std::string("option ") + name + " must be " + kind);
}
} // namespace

Options::Options(const std::string & json)
{
  // Full precision: a number must arrive as the very double that JavaScript had.
  m_Json.Parse<rapidjson::kParseFullPrecisionFlag>(json.c_str(), json.size());
  if (m_Json.HasParseError() || !m_Json.IsObject())
    throw std::invalid_argument("the options are not a JSON object");
}

const rapidjson::Value & Options::Find(const char * name) const
{
  const auto found = m_Json.FindMember(name);
  if (found == m_Json.MemberEnd())
    Refuse(name, "given");
  return found->value;
}

double Options::Number(const char * name) const
{
  const auto & value = Find(name);
  if (!value.IsNumber())
    Refuse(name, "a number");
  return value.GetDouble();
}

bool Options::Flag(const char * name) const
{
  const auto & value = Find(name);
  if (!value.IsBool())
    Refuse(name, "true or false");
  return value.GetBool();
}

std::string Options::Text(const char * name) const
{
  const auto & value = Find(name);
  if (!value.IsString())
    Refuse(name, "a text");
  return value.GetString();
}

std::vector<double> Options::Numbers(const char * name) const
{
  const auto & value = Find(name);
  if (!value.IsArray())
    Refuse(name, "a list of numbers");
  std::vector<double> numbers;
  for (const auto & item : value.GetArray())
  {
    if (!item.IsNumber())
      Refuse(name, "a list of numbers");
    numbers.push_back(item.GetDouble());
  }
  return numbers;
}

std::vector<int> Options::Integers(const char * name) const
{
  const auto & value = Find(name);
  if (!value.IsArray())
    Refuse(name, "a list of whole numbers");
  std::vector<int> numbers;
  for (const auto & item : value.GetArray())
  {
    if (!item.IsInt())
      Refuse(name, "a list of whole numbers");
    numbers.push_back(item.GetInt());
  }
  return numbers;
}

bool Options::IsNull(const char * name) const { return Find(name).IsNull(); }

} // namespace postop
