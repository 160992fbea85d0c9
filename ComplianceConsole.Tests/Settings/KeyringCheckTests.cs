using ComplianceConsole.Settings;

namespace ComplianceConsole.Tests.Settings;

public sealed class KeyringCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("console-settings-").FullName;
    private readonly DataSettings _data;

    public KeyringCheckTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "data", "inner"));
        Directory.CreateDirectory(Path.Combine(_folder, "copy"));
        _data = new DataSettings { Directory = Path.Combine(_folder, "data"), RootKeyFile = Path.Combine(_folder, "data", "root.key") };
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Folders_outside_the_data_are_taken_and_made_absolute()
    {
        var keyring = new KeyringSettings { Copies = ["copy/"], RootKeys = ["copy/root.key"] };

        Assert.Empty(Problems(keyring));
        Assert.Equal([Path.Combine(_folder, "copy")], keyring.Copies);
        Assert.Equal([Path.Combine(_folder, "copy", "root.key")], keyring.RootKeys);
    }

    [Fact]
    public void What_is_wrong_with_a_copy_is_named()
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "link"), Path.Combine(_folder, "data", "inner"));

        Assert.Equal(
            [
                "Keyring:Copies EmptyItem ",
                "Keyring:Copies NoFolder missing",
                "Keyring:Copies NoFolder file",
                "Keyring:Copies InsideTheData data",
                "Keyring:Copies InsideTheData data/inner",
                "Keyring:Copies NamedTwice link",
                "Keyring:Copies NamedTwice copy",
            ],
            Problems(new KeyringSettings { Copies = ["", "missing", "file", "data", "data/inner", "link", "copy", "copy"] }),
            StringComparer.Ordinal);
    }

    [Fact]
    public void A_copy_that_cannot_be_written_is_named()
    {
        // Nobody can write in there, whatever rights they have.
        var processes = OperatingSystem.IsLinux() ? "/proc/1" : @"C:\System Volume Information";

        Assert.Equal(["Keyring:Copies NotWritable " + processes], Problems(new KeyringSettings { Copies = [processes] }), StringComparer.Ordinal);
    }

    [Fact]
    public void What_is_wrong_with_a_place_of_the_root_key_is_named() =>
        Assert.Equal(
            [
                "Keyring:RootKeys NamedTwice data/root.key",
                "Keyring:RootKeys IsDirectory copy",
                "Keyring:RootKeys NoFolder missing",
            ],
            Problems(new KeyringSettings { RootKeys = ["data/root.key", "copy", "missing/root.key"] }),
            StringComparer.Ordinal);

    [Fact]
    public void Each_problem_has_its_sentence()
    {
        foreach (var problem in (string[])["NamedTwice", "InsideTheData"])
        {
            Assert.DoesNotContain("Problem_", ConsoleHost.Sentence("Problem_" + problem, "Keyring:Copies", "copy"), StringComparison.Ordinal);
        }
    }

    private IEnumerable<string> Problems(KeyringSettings keyring)
    {
        var problems = new List<SettingProblem>();
        KeyringCheck.Check(keyring, _data, _folder, problems);
        return problems.Select(problem =>
            $"{problem.Setting} {problem.Problem} {problem.Value.Replace(_folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)}");
    }
}
