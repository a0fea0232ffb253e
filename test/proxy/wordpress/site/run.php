<?php
/** Runs a piece of PHP inside the WordPress and prints what it returns as JSON. Arguments: folder, code. */
[, $folder, $code] = $argv;
$_SERVER['HTTP_HOST'] = '127.0.0.1';
$_SERVER['REQUEST_METHOD'] = 'GET';
require "$folder/wp/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/plugin.php';
echo "\n", json_encode(eval($code));
