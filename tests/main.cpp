#define BOOST_TEST_MODULE lapor
#include <boost/test/unit_test.hpp>
