using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ComplianceConsole.Domain.Subjects;
using NodaTime;

namespace ComplianceConsole.Storage.Vault;

/// <summary>
/// The bytes of a profile before it is sealed: one JSON object, a field to each member, <c>[value, source, ticks]</c>. Written and read
/// by hand because a page of fifty opens fifty of them.
/// </summary>
internal static class ProfileCodec
{
    private static readonly (string Text, byte[] Utf8)[] Codes =
        [.. FieldCode.All.Order(StringComparer.Ordinal).Select(code => (code, Encoding.UTF8.GetBytes(code)))];

    public static byte[] Write(Profile profile)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            foreach (var (code, field) in profile.Fields)
            {
                json.WriteStartArray(code);
                json.WriteStringValue(field.Value);
                json.WriteNumberValue((int)field.Source);
                json.WriteNumberValue(field.ChangedAt.ToUnixTimeTicks());
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static Profile Read(ReadOnlySpan<byte> bytes)
    {
        var fields = new List<KeyValuePair<string, FieldValue>>(Codes.Length);
        var json = new Utf8JsonReader(bytes);
        var next = 0;
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var code = Intern(ref json, ref next);
            json.Read();
            json.Read();
            var value = json.GetString()!;
            json.Read();
            var source = (FieldSource)json.GetInt32();
            json.Read();
            fields.Add(KeyValuePair.Create(code, new FieldValue(value, source, Instant.FromUnixTimeTicks(json.GetInt64()))));
            json.Read();
        }

        return new Profile(ProfileFields.Of(CollectionsMarshal.AsSpan(fields)));
    }

    // They stand in the order they were written in, which is that of the codes: the next is most often the one after the last.
    private static string Intern(ref Utf8JsonReader json, ref int next)
    {
        for (var tried = 0; tried < Codes.Length; tried++, next++)
        {
            var code = Codes[next % Codes.Length];
            if (json.ValueTextEquals(code.Utf8))
            {
                next++;
                return code.Text;
            }
        }

        return json.GetString()!;
    }
}
