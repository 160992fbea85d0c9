using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Tests.Storage.Vault;

/// <summary>What an act calls the copies of the keyring.</summary>
public sealed class CopyNamesTests
{
    [Fact]
    public void A_copy_is_named_by_its_folder_alone_and_no_two_alike() =>
        Assert.Equal(
            ["keys.db", "disk-b/keys.db", "disk-b/keys.db (2)", "keys.db (2)"],
            CopyNames.Short(["keys.db", "/srv/console/disk-b/keys.db", "/mnt/other/disk-b/keys.db", "/keys.db"]));
}
