// refused:9: a function that starts neither with COVERWATCH_FUNC nor with `inline`
namespace coverwatch {

template <class T>
int size() {
  return sizeof(T);
}

template <>
int size<void>() {
  return 0;
}

}  // namespace coverwatch
