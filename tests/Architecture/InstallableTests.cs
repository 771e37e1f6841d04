using Fleek.Tests;
using Xunit.Sdk;

namespace Fleek.Architecture;

/// <summary>A comparison with a program that is not there skips at home and fails in CI.</summary>
public sealed class InstallableTests
{
    [Fact]
    public void What_is_there_is_no_matter() => Installable.Demand(true, "nothing missing", "none", inCi: true);

    [Fact]
    public void What_is_missing_skips_with_the_package_to_install()
    {
        // By hand: Assert.Throws lets a skip pass.
        try
        {
            Installable.Demand(false, "no program 'x' here", "x-tools", inCi: false);
        }
        catch (SkipException skipped)
        {
            Assert.Contains("no program 'x' here: install the Debian package 'x-tools'", skipped.Message);
            return;
        }

        Assert.Fail("it went on");
    }

    [Fact]
    public void What_is_missing_in_CI_fails()
    {
        Exception failed = Assert.ThrowsAny<Exception>(() => Installable.Demand(false, "no program 'x' here", "x-tools", inCi: true));
        Assert.IsType<FailException>(failed);
        Assert.Contains("x-tools", failed.Message);
    }

    [Fact]
    public void A_program_is_looked_for_along_the_path()
    {
        Assert.NotNull(Installable.FindProgram("dotnet"));
        Assert.Null(Installable.FindProgram("a-program-that-nobody-has"));
    }

    /// <summary>The script is where the names of packages live: what it installs must be plain names, each once.</summary>
    [Fact]
    public void The_CI_script_installs_before_it_tests()
    {
        string run = Repository.Read(".ci/run");
        int install = run.IndexOf(".ci/install", StringComparison.Ordinal), test = run.IndexOf("\ndotnet test", StringComparison.Ordinal);
        Assert.InRange(install, 0, test);
        Assert.InRange(run.IndexOf("export FLEEK_SIM_CI=1", StringComparison.Ordinal), 0, test);
    }
}
