using ComplianceConsole.Domain.Subjects;
using CsCheck;
using NodaTime;

namespace ComplianceConsole.Tests.Domain.Subjects;

public sealed class ProfileFieldsTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 1, 1, 0, 0);

    private static readonly Gen<(string Code, string? Value)[]> Changes =
        Gen.Select(
            Gen.Int[0, FieldCode.All.Count - 1].Select(place => FieldCode.All[place]),
            Gen.Int[0, 2].Select(kind => kind == 0 ? null : kind == 1 ? "a" : "b")).Array[0, 40];

    [Fact]
    public void After_any_changes_it_holds_what_a_sorted_dictionary_would() =>
        Changes.Sample(changes =>
        {
            var expected = new SortedDictionary<string, string>(StringComparer.Ordinal);
            var fields = ProfileFields.Empty;
            foreach (var (code, value) in changes)
            {
                if (value is null)
                {
                    expected.Remove(code);
                    fields = fields.Without(code);
                }
                else
                {
                    expected[code] = value;
                    fields = fields.Set(code, Value(value));
                }
            }

            Assert.Equal(expected, fields.ToDictionary(field => field.Key, field => field.Value.Value, StringComparer.Ordinal));
            Assert.Equal(expected.Keys, fields.Keys, StringComparer.Ordinal);
            Assert.Equal(expected.Count, fields.Count);
            Assert.All(FieldCode.All, code => Assert.Equal(expected.ContainsKey(code), fields.ContainsKey(code)));
        });

    [Fact]
    public void Fields_may_be_given_in_any_order_but_once_each()
    {
        var phone = KeyValuePair.Create(FieldCode.Phone, Value("p"));
        var email = KeyValuePair.Create(FieldCode.Email, Value("e"));

        Assert.Equal([FieldCode.Email, FieldCode.Phone], ProfileFields.Of([phone, email]).Keys, StringComparer.Ordinal);
        Assert.Throws<ArgumentException>(() => ProfileFields.Of([phone, email, phone]));
    }

    [Fact]
    public void A_change_leaves_the_old_ones_as_they_were()
    {
        var old = ProfileFields.Empty.Set(FieldCode.Email, Value("a"));
        var changed = old.Set(FieldCode.Email, Value("b")).Set(FieldCode.Phone, Value("p"));

        Assert.Equal("a", old[FieldCode.Email].Value);
        Assert.Equal("b", changed[FieldCode.Email].Value);
        Assert.Throws<KeyNotFoundException>(() => old[FieldCode.Phone]);
    }

    private static FieldValue Value(string text) => new(text, FieldSource.Registration, At);
}
